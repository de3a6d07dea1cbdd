/** Every scenario is recorded and played on these. */
export const VERSIONS = ['1.20.5', '2.3.0'] as const;

/** The other minor versions that the collector is made for; some scenarios are enough to see what each answers. */
export const COMPATIBLE = ['1.17.2', '1.18.1', '1.19.3', '2.0.2', '2.1.3', '2.2.1'] as const;
