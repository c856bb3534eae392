"""What is named: colours, the walk along a name, the panel beside the panes, and hiding all suggestions."""

from newsread.app.reader.ground import Ground
from newsread.app.reader.highlighted_entity import Stop
from newsread.app.reader.side_panel import SidePanel
from newsread.app.widgets.bars import plain


class Naming(Ground):
    """Lights names up, and opens the panel."""

    def action_entities(self) -> None:
        """Show or hide the colours of entities."""
        self._entities_shown = not self._entities_shown
        if not self._entities_shown:
            self._end_lighting()
        for pane in self._side_by_side.panes:
            self._show_entities(pane)
        self._show()

    def action_mention(self, direction: int) -> None:
        """Go to where what is lit is named next, or before; where nothing is lit, light something first."""
        self._light_up(self._names.walk(self._spot, direction))

    def action_light_name(self) -> None:
        """Light what the sentence names; again, the next that it names."""
        self._light_up(self._names.choose(self._spot))

    def _light_up(self, stop: Stop | None) -> None:
        if stop is None:
            self._tell(plain(self._names.why_none))
            return
        self._go_to_place(stop.article, stop.start)
        self._lighting_changed()

    def _end_lighting(self) -> bool:
        was_lit = self._names.lighting.end()
        if was_lit:
            self._lighting_changed()
        return was_lit

    def _lighting_changed(self) -> None:
        for pane in self._side_by_side.panes:
            self._show_lit(pane)
        self._panel.follow_lit()
        self._show()

    # The panel

    def action_panel(self) -> None:
        """Open the side panel, and give it the keys."""
        if not self._desk.suggestions.shown:
            self._tell(plain(self._names.why_none))
            return
        self._panel.open()
        self._make_room()

    def _make_room(self) -> None:
        self._side_by_side.show(self.size.width, self._active, self._cursor(self._active))
        self._show()

    def on_side_panel_left(self) -> None:
        """Close the panel."""
        self.set_focus(None)
        self._panel.close()
        self._make_room()

    def on_side_panel_focus_changed(self) -> None:
        """Offer the keys that work now."""
        self._keys.show()

    def on_side_panel_keys_changed(self) -> None:
        """Offer the keys that work now."""
        self._keys.show()

    def on_side_panel_dimmed(self) -> None:
        """Dim what the panel says."""
        for pane in self._side_by_side.panes:
            pane.show_dimmed(self._panel.dimming.of(pane.article))
        self._show()

    def on_side_panel_went(self, event: SidePanel.Went) -> None:
        """Go to a place."""
        self._go_to_place(event.article, event.offset)

    def on_side_panel_walked(self, event: SidePanel.Walked) -> None:
        """Go to the next place of a name."""
        self._light_up(self._names.walk_along(event.entity, self._spot))

    def on_side_panel_says(self, event: SidePanel.Says) -> None:
        """Tell it."""
        self._tell(plain(event.words))

    # What the machine suggests

    def action_suggestions(self) -> None:
        """Hide or show all that the machine suggests; what the reader confirmed stays."""
        if self._desk.suggestions.shown:
            self._end_lighting()
            self._panel.undim()
            self.on_side_panel_left()
        self._desk.show_suggestions(shown=not self._desk.suggestions.shown)
