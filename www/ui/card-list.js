// The accounts' cards, one an address.
import { emptyCard, fillCard } from "./credentials-card.js";
import { h, show } from "./dom.js";
import { t } from "./text.js";

/** @typedef {import("./credentials-card.js").Account} Account */

/** So many cards are filled at once, more than a screen shows; as many again each time the browser has drawn and answered. */
const AT_ONCE = 20;

/** @param {import("./credentials-card.js").CardActions} actions */
export function cardList(actions) {
  const element = h("div", { class: "cards" });
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let next;

  /** @param {Map<string, Account[]>} addresses */
  function showCards(addresses) {
    clearTimeout(next);
    const cards = [...addresses].map(([address, sets]) => ({ card: emptyCard(address), sets }));
    show(element, ...(cards.length > 0 ? cards.map(({ card }) => card) : [h("p", {}, t("list.empty"))]));
    fillSome();

    function fillSome() {
      for (const { card, sets } of cards.splice(0, AT_ONCE)) fillCard(card, sets, actions);
      if (cards.length > 0) next = setTimeout(fillSome);
    }
  }

  /** @param {string} address */
  function focus(address) {
    /** @type {HTMLElement | null} */ (element.querySelector(`[data-address="${address}"]`))?.focus();
  }

  return { element, show: showCards, focus, stop: () => clearTimeout(next) };
}
