import { existsSync, type FSWatcher, watch } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Watches folders, not files: editors replace files, and a missing file may appear. The system reports the changes; nothing
 * is polled.
 */
export class FolderWatcher {
  readonly #onChange: (path: string) => void;
  readonly #watchers = new Map<string, FSWatcher>();

  /** @param onChange Called with the absolute path of a change in a folder, or of the folder if the system does not report the path. */
  constructor(onChange: (path: string) => void) {
    this.#onChange = onChange;
  }

  /** Sets the watched folders. A missing folder is replaced by its nearest existing parent. */
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
      // The folder was removed, so its watcher no longer reports anything.
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
