/** For those who look for a small picture where their keyboard has none. */
import css from "./emoji.css?inline";

export { EmojiPicker } from "./picker";
export { css };
