"""Repair: edits that findings propose are tried in memory, shown, and written so that no file is ever half done."""
