"""Tables of duties (任务分工表): found in a text, cut into rows, their cells read as what their columns say."""
