import type { Dispatcher } from 'undici';

/** The last gate before the network: whatever asks, nothing but GET goes out. Anything else is a bug and throws. */
export const getOnly = (dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] => (options, handler) => {
  if (options.method !== 'GET') throw new Error(`looking never acts: ${options.method} is not sent`);
  return dispatch(options, handler);
};
