import { z } from 'zod';
import type { Need } from './need.js';

/** TaskManagers of a cluster whose logs told of a fault in an earlier diagnosis, so that one that is seen is not lost sight of. Given, never asked. */
export const toldLogsNeed: Need = { source: 'jobwarden', what: 'told-logs', params: {} };
export const ToldLogs = z.array(z.string());
