printf '%s\n' "$SAID" > comment.md
mine='.[] | select(.user.type == "Bot" and (.body | startswith("<!-- charters:diff -->"))) | .id'
found=$(gh api "repos/$REPOSITORY/issues/$NUMBER/comments" --paginate --jq "$mine" | head -n 1) || true
if [ -n "$found" ]; then
  gh api --silent --method PATCH "repos/$REPOSITORY/issues/comments/$found" --field body=@comment.md
else
  gh api --silent --method POST "repos/$REPOSITORY/issues/$NUMBER/comments" --field body=@comment.md
fi || echo "::notice::This comment could not be written here; the summary of the check has it."
