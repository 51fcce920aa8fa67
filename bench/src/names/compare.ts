/** An operation and the name of its call, `chat.completions.create`. */
export interface NamedCall {
  readonly method: string;
  readonly path: string;
  readonly name: string;
}

/** How far the names of two SDKs for one API agree. */
export interface Agreement {
  /** The calls of the other SDK. */
  readonly calls: number;
  /** Those whose method and path are in the document; only these are compared. */
  readonly compared: number;
  /** Compared calls whose method, whose last two words, and whose whole name agree. */
  readonly lastWord: number;
  readonly lastTwoWords: number;
  readonly whole: number;
  /** The common patterns of the names that differ, the most frequent first. */
  readonly kinds: readonly Kind[];
  readonly differences: readonly Difference[];
}

/** One kind of difference, in which `X` is the resource: `GET X.list` and `listX`. */
export interface Kind {
  readonly ours: string;
  readonly theirs: string;
  readonly count: number;
  /** One of them. */
  readonly example: Difference;
}

export interface Difference {
  readonly method: string;
  readonly path: string;
  readonly ours: string;
  readonly theirs: string;
}

/**
 * Compares our names with those of another SDK. An operation that the other SDK offers under several names agrees with any of them.
 * Capital letters are not compared, since `ID` and `Id` are a matter of style.
 */
export function compareNames(ours: readonly NamedCall[], theirs: readonly NamedCall[]): Agreement {
  const exact = new Map(ours.map((call) => [keyOf(call), call]));
  const plain = new Map([...ours.map((call) => [keyOf(withoutQuery(call)), call] as const), ...exact]);
  const groups = Map.groupBy(theirs, keyOf);
  const compared = [...groups.values()].flatMap((names) => {
    const [first] = names;
    const own = first && (exact.get(keyOf(first)) ?? plain.get(keyOf(withoutQuery(first))));
    return own === undefined ? [] : [{ own, names }];
  });
  const agreeing = (words?: number) =>
    compared.filter(({ own, names }) => names.some((other) => endOf(other, words) === endOf(own, words)));
  const two = new Set(agreeing(2));
  const differences = compared
    .filter((each) => !two.has(each))
    .map(({ own, names: [other] }): Difference => {
      const { method, path, name } = own;
      return { method, path, ours: name, theirs: other?.name ?? "" };
    });
  return {
    calls: groups.size,
    compared: compared.length,
    lastWord: agreeing(1).length,
    lastTwoWords: two.size,
    whole: agreeing().length,
    kinds: kindsOf(differences),
    differences,
  };
}

function withoutQuery({ path, ...call }: NamedCall): NamedCall {
  return { ...call, path: path.split(/[?#]/)[0] ?? path };
}

/** Paths are equal whatever their parameters are called. */
function keyOf({ method, path }: NamedCall): string {
  return `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, "{}").replace(/\/+$/, "")}`;
}

function endOf({ name }: NamedCall, words = Number.POSITIVE_INFINITY): string {
  return name.toLowerCase().split(".").slice(-words).join(".");
}

function kindsOf(differences: readonly Difference[]): readonly Kind[] {
  const groups = Map.groupBy(differences, (difference) => shapesOf(difference).join(" "));
  return [...groups.values()]
    .flatMap((group): readonly Kind[] => {
      const [example] = group;
      if (example === undefined) return [];
      const [ours, theirs] = shapesOf(example);
      return [{ ours: `${example.method} ${ours}`, theirs, count: group.length, example }];
    })
    .sort((a, b) => b.count - a.count || (a.ours < b.ours ? -1 : 1));
}

/** Both names, with `X` for our resource and `Y` for another one. */
function shapesOf({ ours, theirs }: Difference): readonly [string, string] {
  const [resource = "", method = ""] = ours.split(".").slice(-2);
  const [otherResource = "", otherMethod = ""] = theirs.split(".").slice(-2);
  const one = escaped(resource.replace(/ies$/, "y").replace(/s$/, ""));
  const capital = one.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
  const replaced = otherMethod.replace(new RegExp(`(^${one}|${capital})(ies|e?s)?(?=\\p{Lu}|$)`, "u"), "X");
  const other = otherResource.toLowerCase() === resource.toLowerCase() ? "X" : "Y";
  return [`X.${method}`, replaced === otherMethod ? `${other}.${otherMethod}` : `${other}.${replaced}`];
}

function escaped(text: string): string {
  return text === "" ? "(?!)" : text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
