/** For those who open the article behind an answer. */
import css from "./article.css?inline";

export { ArticleReader } from "./reader";
export { css };
