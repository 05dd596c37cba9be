"""From what an institute sends to rows of figures: microdata, crosstabs, the workbook as a form."""
