"""Large tables where the data are: PySpark writes their Parquet and sorts the lines of their content hashes.

    keeper.py    who keeps tables so (derive.whole.Keeper), and why that cannot be
    driver.py    what this machine asks of the workers
    worker.py    what runs on them: rows of text → a Parquet file, a row group → its lines
    shipped.py   this code as an archive, for workers that have no checkout

What a table is made of is what the engine `spark` checks: every cell as text, with the number of its row
(check.engines.parquet), in a folder that all workers see. They make it with the functions that one machine
makes it with, in the same batches: the Parquet is the same to the last byte under the same PyArrow.
"""
