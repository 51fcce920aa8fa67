import { DatabaseSync } from "node:sqlite";

/** A record of the API. */
export interface Item {
  readonly id: string;
}

/** How far a list has been copied. */
export interface Position {
  /** The number of the pass through the list. Each record has the number of the last pass that found it. */
  readonly run: number;
  /** The cursor of the next page. Undefined: the first page. */
  readonly cursor: string | undefined;
}

const SCHEMA = `
  create table if not exists records (
    list text not null,
    id text not null,
    data text not null,
    run integer not null,
    primary key (list, id)
  ) strict;
  create table if not exists positions (
    list text primary key,
    run integer not null,
    cursor text
  ) strict;
`;

/** The copy of a workspace in a SQLite file. */
export class Replica {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file, { timeout: 5_000 });
    // Others can read while a page is written.
    this.#database.exec("pragma journal_mode = wal");
    this.#database.exec(SCHEMA);
  }

  positionOf(list: string): Position {
    const row = this.#database.prepare("select run, cursor from positions where list = ?").get(list);
    return {
      run: Number(row?.run ?? 1),
      cursor: (row?.cursor as string | null | undefined) ?? undefined,
    };
  }

  /**
   * Stores a page and the position after it in one transaction, so that a process that is killed loses nothing and repeats at most one request.
   * With the last page, the records that this pass did not find are deleted.
   *
   * @throws Error if another process has stored this page.
   */
  storePage(
    list: string,
    position: Position,
    items: readonly Item[],
    nextCursor: string | undefined,
  ): { readonly position: Position; readonly deleted: number } {
    return this.#transaction(() => {
      const { run, cursor } = this.positionOf(list);
      if (run !== position.run || cursor !== position.cursor) {
        throw new Error(`another process is copying ${list}`);
      }
      const store = this.#database.prepare(
        `insert into records (list, id, data, run) values (?, ?, ?, ?)
         on conflict do update set data = excluded.data, run = excluded.run`,
      );
      for (const item of items) store.run(list, item.id, JSON.stringify(item), run);
      if (nextCursor !== undefined)
        return { position: this.#moveTo(list, { run, cursor: nextCursor }), deleted: 0 };
      const { changes } = this.#database
        .prepare("delete from records where list = ? and run < ?")
        .run(list, run);
      return { position: this.#moveTo(list, { run: run + 1, cursor: undefined }), deleted: Number(changes) };
    });
  }

  /** Makes the next pass begin at the first page. */
  startAgain(list: string): void {
    this.#transaction(() => this.#moveTo(list, { run: this.positionOf(list).run + 1, cursor: undefined }));
  }

  close(): void {
    this.#database.close();
  }

  #moveTo(list: string, position: Position): Position {
    this.#database
      .prepare("insert or replace into positions (list, run, cursor) values (?, ?, ?)")
      .run(list, position.run, position.cursor ?? null);
    return position;
  }

  #transaction<Result>(work: () => Result): Result {
    this.#database.exec("begin immediate");
    try {
      const result = work();
      this.#database.exec("commit");
      return result;
    } catch (error) {
      this.#database.exec("rollback");
      throw error;
    }
  }
}
