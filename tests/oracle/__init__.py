"""What others say of the same samples: R's `survey`, run or remembered, and samples made for it."""
