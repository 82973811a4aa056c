"""Every kata solved, file by file: code to compare one's own with, after having tried."""
