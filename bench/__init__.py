"""Speed, as ratios against a floor that is measured in the same run.

`python3 dev.py bench` runs all of it and prints goal, floor, ours and ratio; with names, only those.
Milliseconds travel badly from machine to machine; ratios travel well.
"""
