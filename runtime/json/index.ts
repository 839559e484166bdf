export { fromJson } from './read-json.js';
export { toJson, type JsonWriteOptions } from './write-json.js';
export type { ReadOptions, ReadResource, ReadResult } from '../core/read-options.js';
