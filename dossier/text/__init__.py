"""What is known of words, sentences, quotation marks, plain dates, languages and slugs, for all rooms."""
