import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import type { Verdict } from '@app/model';

/** Numbers about this process. Label values are closed sets, so that they stay few. */
export class Telemetry {
  readonly registry = new Registry();
  private readonly diagnoses = new Counter({ name: 'jobwarden_diagnoses_total', help: 'Diagnoses asked for by REST, by verdict', labelNames: ['verdict'], registers: [this.registry] });
  private readonly seconds = new Histogram({
    name: 'jobwarden_diagnosis_seconds', help: 'Time of a diagnosis asked for by REST, in seconds', buckets: [0.1, 0.3, 1, 2, 5, 15, 60], registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  diagnosed(verdict: Verdict, seconds: number): void {
    this.diagnoses.inc({ verdict });
    this.seconds.observe(seconds);
  }
}
