import { config } from 'zod';

/** For a short command: zod would compile a function for each schema at its first use, 30 ms that only a process that lives on earns back. Call it before a schema is made. */
export const withoutJit = (): void => void config({ jitless: true });
