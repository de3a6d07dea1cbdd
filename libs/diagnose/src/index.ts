export { renderValue } from './render-value.js';
