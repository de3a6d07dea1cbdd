/** What is needed of a schema. */
export interface Schema<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[] } };
}

/** A schema that reads an answer once, however many subjects, waves and jobs look at it: to parse is most of what observing costs. */
export function remembering<T>(schema: Schema<T>): Schema<T> {
  const known = new WeakMap<object, ReturnType<Schema<T>['safeParse']>>();
  return {
    safeParse(value) {
      if (typeof value !== 'object' || value === null) return schema.safeParse(value);
      const before = known.get(value);
      if (before !== undefined) return before;
      const result = schema.safeParse(value);
      known.set(value, result);
      return result;
    },
  };
}
