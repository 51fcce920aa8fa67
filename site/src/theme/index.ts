import type { Theme } from "vitepress";
import DefaultTheme from "vitepress/theme";
import "./colours.css";
import "./text.css";
import "./reference.css";
import "./methods.css";
import "./types.css";
import "./home.css";

const theme: Theme = { extends: DefaultTheme };

export default theme;
