"""What a mail should not go out with: rules L001 to L097 (``3-mail.md``), and cures for some of them."""
