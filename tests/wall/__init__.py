"""The wall: hostile text through every slot and format, kills at any moment, and edits against cold builds."""
