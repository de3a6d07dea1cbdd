export { readSettings, settingInvalid, logLevels, type Settings } from './settings.js';
export type { Environment } from './environment.js';
export type { ClusterFile, ClusterSettings } from './cluster-settings.js';
export { demoClusters, liveCluster, recordedCluster, type Cluster, type OpenCluster } from './clusters.js';
export { createAdviser, type Adviser, type AdviserParts, type Answer, type ClusterJobs, type Question } from './adviser.js';
export { installedAround, wallClock, type Installed } from './install.js';
export { openService, type Service } from './service.js';
export { lockHome, type HomeLock } from './lock.js';
export { problemText, runAlone } from './run-alone.js';
