export const VERSIONS = ['1.20.5', '2.3.0'] as const;
