import type { FactSpec } from '@app/model';
import { facts as checkpoints } from './checkpoints/facts.js';
import { facts as cluster } from './cluster/facts.js';
import { facts as failures } from './failures/facts.js';
import { facts as jobLog } from './job-log/facts.js';
import { facts as jobState } from './job-state/facts.js';
import { facts as jobs } from './jobs/facts.js';
import { facts as logs } from './logs/facts.js';
import { facts as subtasks } from './subtasks/facts.js';
import { facts as taskmanagers } from './taskmanagers/facts.js';
import { facts as vertices } from './vertices/facts.js';

/** Every fact that a rule may name, sorted by name. */
export const catalogue: readonly FactSpec[] = [
  ...cluster, ...jobs, ...jobLog, ...logs, ...jobState, ...failures, ...checkpoints, ...vertices, ...subtasks, ...taskmanagers,
].sort((a, b) => (a.name < b.name ? -1 : 1));
