import { stderr, stdout } from 'node:process';
import type { Environment } from '@app/wiring';

/** The only place of the command line that reads the environment. */
export const environment: Environment = process.env;

export interface Terminal {
  readonly width: number;
  readonly colourOut: boolean;
  readonly colourErr: boolean;
}

const wantsColour = (isTerminal: boolean, env: Environment): boolean => {
  if (env['NO_COLOR']) return false;
  if (env['FORCE_COLOR'] && env['FORCE_COLOR'] !== '0') return true;
  return isTerminal && env['TERM'] !== 'dumb';
};

export const terminal = (): Terminal => ({
  width: stdout.columns ?? 100,
  colourOut: wantsColour(stdout.isTTY === true, environment),
  colourErr: wantsColour(stderr.isTTY === true, environment),
});
