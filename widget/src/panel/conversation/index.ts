/** What a visitor with a conversation needs; one who only looks at the open panel does not load it. */
import css from "./conversation.css?inline";

export { Correspondence } from "./correspondence";
export { ConversationScreen } from "./screen";
export { css };
