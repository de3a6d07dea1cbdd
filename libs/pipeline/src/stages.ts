import type { Pack } from '@app/diagnose';
import type { Clock, Diagnosis, Language, Observation, Snapshot, Source, Subject } from '@app/model';

/** What a pipeline is made of besides the sources: the knowledge, loaded once. */
export interface Stages {
  readonly pack: Pack;
  readonly observe: (snapshot: Snapshot, root: Subject) => Observation;
}

export interface DiagnoseOptions {
  readonly sources: readonly Source[];
  readonly clock: Clock;
  readonly lang?: Language;
  /** The whole diagnosis must answer within this time. Default 60 000 ms. */
  readonly deadlineMs?: number;
  /** Answers that are known already, for example those a cluster's jobs share. */
  readonly base?: Snapshot;
}

export interface Outcome {
  readonly diagnosis: Diagnosis;
  /** Exactly what was looked at; it replays to the same diagnosis. */
  readonly snapshot: Snapshot;
}
