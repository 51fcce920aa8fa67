import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme";
import "./colours.css";
import "./text.css";
import "./reference.css";
import "./methods.css";
import "./types.css";
import { correctSearchRoles } from "./search-roles.ts";
import "./home.css";

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp: () => {
    // Pages are also rendered without a browser.
    if (typeof document !== "undefined") correctSearchRoles(document);
  },
};

export default theme;
