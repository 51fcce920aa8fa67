// How a changelog says what changed: to people who use the package, so in sentences, without the names of commits.

/** One changeset of a release, as an item of a list. */
function getReleaseLine({ summary }) {
  const [first, ...others] = summary.trim().split("\n");
  return [`- ${first}`, ...others.map((line) => (line === "" ? "" : `  ${line}`))].join("\n");
}

/** The packages that come along in a new version; of a first version there is nothing to say. */
function getDependencyReleaseLine(_changesets, dependencies) {
  const names = dependencies
    .filter(({ oldVersion }) => oldVersion !== "0.0.0")
    .map(({ name, newVersion }) => `\`${name}\` ${newVersion}`);
  return names.length === 0 ? "" : `- Comes with ${names.join(", ")}.`;
}

export default { getReleaseLine, getDependencyReleaseLine };
