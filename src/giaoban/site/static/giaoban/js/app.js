// Small conveniences; every page works without them.
import { watchTheme } from "./toggle.js";
import { watchMenus } from "./menus.js";
import { watchSearch } from "./search.js";
import { watchTables } from "./tables.js";
import { watchCharts } from "./charts.js";
import { watchFigures } from "./lineage.js";
import { watchAccounts, watchPrint } from "./forms.js";

watchTheme(document);
watchMenus(document);
watchSearch(document);
watchTables(document);
watchCharts(document);
watchFigures(document);
watchAccounts(document);
watchPrint(document);
