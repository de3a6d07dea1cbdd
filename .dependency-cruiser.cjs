// The import table of docs/architecture.md. Change the two together.
const own = { 'log-templates': [], model: [], 'log-knowledge': ['model', 'log-templates'], collect: ['model'], report: ['model'], operate: ['model'], observe: ['model', 'log-templates'], diagnose: ['model'], pipeline: ['model', 'collect', 'observe', 'diagnose', 'report'] };
const ports = { 'flink-rest': ['collect'], replay: ['collect'], postgres: ['pipeline'], memory: ['pipeline', 'collect'], 'rule-files': ['diagnose', 'log-knowledge', 'observe'], texts: [] };
const spec = '\\.spec\\.ts$';
const only = (names) => names.map((name) => `^libs/${name}/`);

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    ...Object.entries(own).map(([lib, may]) => ({
      name: `lib-${lib}`, severity: 'error', comment: `libs/${lib} may import: ${may.join(', ') || 'nothing of ours'}`,
      from: { path: `^libs/${lib}/`, pathNot: spec }, to: { path: '^(libs|apps|test)/', pathNot: [`^libs/${lib}/`, ...only(may)] },
    })),
    ...Object.entries(ports).map(([adapter, may]) => ({
      name: `adapter-${adapter}`, severity: 'error', comment: 'an adapter knows the model and the lib whose port it implements',
      from: { path: `^libs/adapters/${adapter}/`, pathNot: spec }, to: { path: '^(libs|apps|test)/', pathNot: [`^libs/adapters/${adapter}/`, ...only(['model', ...may])] },
    })),
    { name: 'wiring-not-apps', severity: 'error', from: { path: '^libs/wiring/', pathNot: spec }, to: { path: '^(apps|test)/' } },
    ...['api', 'worker', 'cli'].map((app) => ({ name: `app-${app}`, severity: 'error', comment: 'an app never imports another', from: { path: `^apps/${app}/` }, to: { path: '^(apps|test)/', pathNot: `^apps/${app}/` } })),
    { name: 'front-door', severity: 'error', comment: 'a lib is imported by its src/index.ts', from: { path: '^(apps|libs/([^/]+)|libs/adapters/([^/]+))/' }, to: { path: '^libs/(adapters/)?[^/]+/src/(?!index\\.ts$)', pathNot: ['^libs/$2/', '^libs/adapters/$3/'] } },
    { name: 'no-framework-in-libs', severity: 'error', from: { path: '^libs/(model|log-templates|observe|diagnose|report|collect|pipeline)/' }, to: { path: 'node_modules/(@nestjs|fastify|kysely|pg|undici|pino)/' } },
    { name: 'rules-are-data', severity: 'error', from: { path: '^(apps|libs)/' }, to: { path: '^(rules|fixtures)/' } },
  ],
  options: { doNotFollow: { path: 'node_modules' }, tsConfig: { fileName: 'tsconfig.json' }, tsPreCompilationDeps: true, exclude: { path: '^(dist|test/flink/jobs)' } },
};
