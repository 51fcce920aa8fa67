import { existsSync, type FSWatcher, watch } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Watches folders, not files: editors replace files, and a file that is missing may appear. The system reports the changes; nothing
 * is polled.
 */
export class FolderWatcher {
  readonly #onChange: (path: string) => void;
  readonly #watchers = new Map<string, FSWatcher>();

  /** @param onChange Called with the absolute path of what changed in a folder, or of the folder if the system does not say what. */
  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  /** The folders that are watched from now on. Instead of one that does not exist, the nearest one above it. */
  set folders(wanted: readonly string[]) {
    const folders = new Set(wanted.map(nearestFolder));
    for (const [folder, watcher] of this.#watchers) if (!folders.has(folder)) this.#stop(folder, watcher);
    for (const folder of folders) if (!this.#watchers.has(folder)) this.#start(folder);
  }

  close(): void {
    for (const [folder, watcher] of this.#watchers) this.#stop(folder, watcher);
  }

  #start(folder: string): void {
    const watcher = watch(folder, (_event, name) => {
      this.#onChange(name === null ? folder : join(folder, name));
      // Somebody removed the folder: its watcher reports nothing any more.
      if (!existsSync(folder)) this.#stop(folder, watcher);
    });
    watcher.on("error", () => this.#stop(folder, watcher));
    this.#watchers.set(folder, watcher);
  }

  #stop(folder: string, watcher: FSWatcher): void {
    watcher.close();
    this.#watchers.delete(folder);
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestFolder(dirname(folder));
}
