// The toolbar's button opens the sidebar. Nothing else runs in the background.
const { action, sidebarAction } = /** @type {any} */ (globalThis).browser;
action.onClicked.addListener(() => sidebarAction.toggle());
