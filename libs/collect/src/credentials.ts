/** Basic-auth credentials from a URL. Printed, logged or serialised, it shows nothing. */
export class Credentials {
  readonly #header: string;

  constructor(user: string, password: string) {
    this.#header = `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;
  }

  /** Value for the `authorization` header. */
  header(): string {
    return this.#header;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }
}
