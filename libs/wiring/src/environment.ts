/** Settings as the process was given them. Only apps read `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;
