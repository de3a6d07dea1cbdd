import tseslint from 'typescript-eslint';

// Biome lints and checks style; ESLint only adds what needs types: a forgotten promise is a lost failure.
export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'scripts/**', 'test/flink/jobs/**', '**/*.js', '**/*.mjs', '**/*.cjs'] },
  {
    files: ['**/*.ts'],
    languageOptions: { parser: tseslint.parser, parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: true },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      'max-lines': ['error', 300],
    },
  },
);
