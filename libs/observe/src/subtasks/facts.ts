import { number, specsOf, text } from '../spec.js';

export const facts = specsOf('subtask', {
  'subtask.index': number('none', [], 'Index, from 0.'),
  'subtask.status': text(['vertex'], 'ExecutionState.'),
  'subtask.busy': number('ms/s', ['backpressure'], 'Busy time; missing where NaN (legacy sources).'),
  'subtask.backpressure': number('ms/s', ['backpressure'], 'Back pressured time.'),
  'subtask.idle': number('ms/s', ['backpressure'], 'Idle time.'),
  'subtask.records': number('records', ['vertex'], 'Records since the attempt began: read ones, for sources written ones.'),
  'subtask.share': number('ratio', ['vertex'], 'Its records / records of the whole vertex; missing before the first record.'),
  'subtask.taskManager': text(['vertex'], 'Id of its TaskManager; "" while it has none.'),
  'subtask.attempt': number('count', ['vertex'], 'Attempt number, 0 = first.'),
});
