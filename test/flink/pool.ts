export async function pooled<T>(width: number, tasks: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let n = next++; n < tasks.length; n = next++) {
      const task = tasks[n];
      if (task) results[n] = await task();
    }
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
