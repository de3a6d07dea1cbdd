export { catalogue } from './catalogue.js';
export { needKinds, needsOf } from './needs.js';
export { createObserve } from './observe.js';
export { relationNeeds } from './relations.js';
