/**
 * Remembers deliveries, so that an event that comes twice acts once. The API sends no id with a delivery: its name is the
 * signature, which is the same where body and secret are.
 */
export interface DuplicateStore {
  /** Remembers a delivery. The promise's value says whether it is new: false where it was remembered already. */
  remember(name: string): boolean | Promise<boolean>;
  /** Forgets a delivery whose handling failed, so that the next attempt is handled. */
  forget(name: string): void | Promise<void>;
}

/**
 * Remembers the last deliveries in this process. Where several processes receive events, give them a store that they share.
 *
 * @param most How many are remembered. Default: 10,000.
 */
export function memoryDuplicateStore(most = 10_000): DuplicateStore {
  const names = new Set<string>();
  return {
    remember: (name) => {
      if (names.has(name)) return false;
      const [oldest] = names;
      if (names.size >= most && oldest !== undefined) names.delete(oldest);
      names.add(name);
      return true;
    },
    forget: (name) => {
      names.delete(name);
    },
  };
}
