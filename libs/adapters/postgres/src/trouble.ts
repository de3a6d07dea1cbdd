import { ProblemError } from '@app/model';

// 08…: connection; 57P0x: shutting down; 53300: too many connections; 28…, 3D000: credentials, database
const gone = /^(08...|57P0.|53300|28...|3D000|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|EPIPE|EHOSTUNREACH|EAI_AGAIN)$/;

/** Trouble of reaching the database becomes `store.unavailable`; everything else is a bug and stays as it is. */
export async function reaching<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = 'code' in error ? String(error.code) : '';
    if (!gone.test(code) && !/connection terminated|timeout exceeded when trying to connect|cannot use a pool after calling end/i.test(error.message)) throw error;
    throw new ProblemError({
      code: 'store.unavailable', what: 'The database could not be reached', why: error.message || code,
      next: 'Check that PostgreSQL runs and that DATABASE_URL names it.',
    });
  }
}
