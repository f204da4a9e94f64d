import { createRoot } from "react-dom/client";
import "../shared/style/all.css";
import { Routes } from "./routes";

const root = document.getElementById("root");
if (root) createRoot(root).render(<Routes />);
