import { describe, expect, it } from 'vitest';
import { capabilities, type Capability } from './capabilities.js';

describe('capabilities', () => {
  it.each<[string | null, string]>([['1.16.3', 'older'], ['1.17.2', 'checked'], ['1.20.5', 'checked'], ['2.3-SNAPSHOT', 'checked'], ['1.18.1-vvr-8.0', 'checked'], ['2.4.0', 'newer'], ['3.0', 'newer'], ['<unknown>', 'unknown'], [null, 'unknown']])('%s is %s', (version, support) => {
    expect(capabilities(version).support).toBe(support);
  });

  it.each<[Capability, string, boolean]>([
    ['resourceRequirements', '1.17.2', false], ['resourceRequirements', '1.18.0', true],
    ['exceptionLocation', '1.20.5', true], ['exceptionLocation', '2.0.0', false],
    ['skewAggregate', '1.9.0', false], ['skewAggregate', '1.20.0', true],
    ['schedulerType', '2.2.1', false], ['schedulerType', '2.3.0', true],
  ])('%s in %s: %s', (capability, version, has) => {
    expect(capabilities(version).has(capability)).toBe(has);
  });
});
