package dev.molt.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns, for people. Pure. */
final class Table {
  private static final String GAP = "  ";
  private static final String NONE = "-";

  /**
   * @param title of the column; upper case
   * @param right whether it holds numbers, which end at the same place
   */
  record Column(String title, boolean right) {
    static Column left(String title) {
      return new Column(title, false);
    }

    static Column right(String title) {
      return new Column(title, true);
    }
  }

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  Table(Column... columns) {
    this.columns = List.of(columns);
    rows.add(this.columns.stream().map(Column::title).toList());
  }

  /** One cell for each column; null prints as a dash. */
  void add(@org.jspecify.annotations.Nullable Object... cells) {
    if (cells.length != columns.size())
      throw new IllegalArgumentException("cells: " + cells.length);
    List<String> row = new ArrayList<>();
    for (var cell : cells) row.add(cell == null ? NONE : printable(cell.toString()));
    rows.add(row);
  }

  /** Lines without trailing blanks, the titles first. */
  List<String> lines() {
    var widths = new int[columns.size()];
    for (var row : rows)
      for (var i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (var i = 0; i < widths.length; i++) {
      var padding = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? "" : GAP);
      line.append(columns.get(i).right() ? padding + row.get(i) : row.get(i) + padding);
    }
    return line.toString().stripTrailing();
  }

  /** A name that a module chose must not steer the terminal. */
  static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
