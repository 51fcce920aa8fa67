import type { LoadConfigOptions, ResolvedConfig } from "../config/index.ts";

/**
 * The configurations that were read to check whether there is work to do. The command takes them from here, so that a program runs
 * only once: it may be slow, or have side effects.
 */
export class KnownConfigs {
  readonly #known = new Map<string, Promise<ResolvedConfig>>();

  /** Reads a configuration, and stores it or its error. */
  async read(options: LoadConfigOptions): Promise<ResolvedConfig> {
    const { loadConfig } = await import("../config/load-config.ts");
    const config = loadConfig(options);
    this.#known.set(JSON.stringify(options), config);
    return config;
  }

  /** The configuration that was read with the same options. `undefined` if there is none, or it was taken before. */
  take(options: LoadConfigOptions): Promise<ResolvedConfig> | undefined {
    const key = JSON.stringify(options);
    const config = this.#known.get(key);
    this.#known.delete(key);
    return config;
  }
}
