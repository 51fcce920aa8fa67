// Terminal output of scripts: colours, and steps with ticks.

const hasColour = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
const paint = (code) => (text) => (hasColour ? `\u001B[${code}m${text}\u001B[0m` : String(text));

export const bold = paint(1);
export const dim = paint(2);
export const red = paint(31);
export const green = paint(32);
export const cyan = paint(36);

/**
 * Runs a step, and prints a tick or a cross with its name, result and duration.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} [describe] What came of it, in a few words.
 * @returns {Promise<T>}
 */
export async function step(title, work, describe = () => "") {
  const start = performance.now();
  if (hasColour) process.stdout.write(dim(`  · ${title}`));
  const clear = hasColour ? "\r\u001B[K" : "";
  try {
    const result = await work();
    const seconds = `${((performance.now() - start) / 1000).toFixed(1)} s`;
    console.log(
      `${clear}  ${green("✓")} ${title.padEnd(28)} ${describe(result).padEnd(39)} ${dim(seconds.padStart(7))}`,
    );
    return result;
  } catch (error) {
    console.log(`${clear}  ${red("✗")} ${title}`);
    throw error;
  }
}
