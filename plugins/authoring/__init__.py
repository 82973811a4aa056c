"""For those who write katas: lays the files of a new one out, and says what a kata still lacks."""
