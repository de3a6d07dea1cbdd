export * from './subject.js';
export * from './need.js';
export * from './fact.js';
export * from './diagnosis.js';
export * from './problem.js';
export * from './failure.js';
export * from './job-ref.js';
export * from './format.js';
