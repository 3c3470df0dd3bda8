/** What bots, workflows and agents send beside plain words. */
import css from "./cards.css?inline";

export { AnswerField } from "./answer_field";
export { Cards } from "./cards";
export { Choices } from "./choices";
export { css };
